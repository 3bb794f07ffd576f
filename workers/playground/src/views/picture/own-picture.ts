/**
 * A picture of a person's own, made ready here to be sent: the service takes PNG, JPEG and WebP of at most
 * 4 MiB and 2 million pixels. Whatever else the browser can read is drawn anew, so that a photograph fresh
 * from a phone does as well.
 */

export interface OwnPicture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly src: string;
  /** What was done to it here. */
  readonly notes: readonly string[];
}

const taken = ['image/png', 'image/jpeg', 'image/webp'];
const mostBytes = 4 * 1024 * 1024;
const mostPixels = 2_097_152;
/** Of what is drawn anew: far more than any model here looks at. */
const widest = 1024;

/** @throws Error for what is no picture, with a message for the person */
export async function readPicture(file: File): Promise<OwnPicture> {
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    const got = file.type === '' ? 'a file of an unknown kind' : file.type;
    throw new Error(`expected a picture that this browser can read, got ${got}`, { cause });
  });
  const { width, height } = bitmap;
  const isTaken =
    taken.includes(file.type) && file.size <= mostBytes && width * height <= mostPixels;
  if (isTaken) {
    bitmap.close();
    return pictureOf(file.name, file, []);
  }
  const scale = Math.min(1, widest / Math.max(width, height));
  const drawn = await draw(bitmap, Math.round(width * scale), Math.round(height * scale));
  const note =
    scale < 1
      ? `made smaller here, from ${width} × ${height}`
      : `turned from ${file.type} into PNG here`;
  return pictureOf(file.name, drawn, [note]);
}

/** The negative: models that were trained on one ground seldom know the other. */
export async function invert({ name, bytes, notes }: OwnPicture): Promise<OwnPicture> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const drawn = await draw(bitmap, bitmap.width, bitmap.height, 'invert');
  return pictureOf(name, drawn, [...notes, 'inverted here']);
}

/** How bright the rim is, 0 to 1: most pictures have their ground there. */
export async function rimBrightness({ bytes }: OwnPicture): Promise<number> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const size = 16;
  const { data } = paint(bitmap, size, size).getImageData(0, 0, size, size);
  const rim: number[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (x > 0 && y > 0 && x < size - 1 && y < size - 1) continue;
      const at = 4 * (y * size + x);
      rim.push(((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 765);
    }
  }
  return rim.reduce((sum, value) => sum + value, 0) / rim.length;
}

async function draw(
  bitmap: ImageBitmap,
  width: number,
  height: number,
  how: 'plain' | 'invert' = 'plain',
): Promise<Blob> {
  const context = paint(bitmap, width, height);
  if (how === 'invert') {
    context.globalCompositeOperation = 'difference';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  }
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  context.canvas.toBlob((blob) =>
    blob === null ? reject(new Error('expected the picture as PNG, got nothing')) : resolve(blob),
  );
  return promise;
}

/** On white, as the service does it. */
function paint(bitmap: ImageBitmap, width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('expected a canvas to draw on, got none');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context;
}

async function pictureOf(name: string, blob: Blob, notes: readonly string[]): Promise<OwnPicture> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => resolve(`${reader.result}`);
  reader.onerror = () => reject(reader.error ?? new Error('expected the picture, got nothing'));
  reader.readAsDataURL(blob);
  return { name, bytes: new Uint8Array(await blob.arrayBuffer()), src: await promise, notes };
}
