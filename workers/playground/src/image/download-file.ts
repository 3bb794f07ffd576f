/** Hands a file over to the browser's downloads. */
export function downloadFile(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  name: string,
): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun with the click; Safari reads a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
