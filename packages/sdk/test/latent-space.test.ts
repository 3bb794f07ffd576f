/** The operations on latents, and exports: what is sent, and what is made of the answer. */
import { expect, test } from 'vitest';
import { ComfyEdge, ImageFile } from '../src/index.ts';
import { json, scriptedServer, text } from './scripted-server.ts';

const digest = 'ab'.repeat(32);
const png = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const encoded = {
  ...{ sha256: 'cd'.repeat(32), width: 8, height: 8, format: 'png', base64: 'iVBORw0KGgo=' },
};
const about = { model: 'm', digest, engineId: 'e' };

test('images in an answer are files, wherever they are', async () => {
  const frames = [{ ...encoded, index: 0, position: 0.5 }];
  const pairs = [{ index: 0, seed: 1, images: [encoded, encoded] }];
  await using server = await scriptedServer(
    json(200, { ...about, waypoints: [{ class: 'star', classIndex: 2 }], frames }),
    json(200, { ...about, versions: [], pairs }),
    json(200, { ...about, directions: [{ index: 0, vector: [1], strip: { ...encoded } }] }),
  );
  const edge = new ComfyEdge({ baseUrl: server.url });
  const path = { model: 'm', class: 'star', waypoints: [{ seed: 1 }, { seed: 2 }], frames: 2 };
  const walked = await edge.interpolations.create(path);
  expect(walked).toMatchObject({ ...about, waypoints: [{ class: 'star' }] });
  expect(walked.frames[0]).toMatchObject({ position: 0.5, width: 8, mediaType: 'image/png' });
  expect(walked.frames[0]?.bytes).toEqual(png);
  expect(walked.frames[0]).not.toHaveProperty('base64');
  expect(walked.frames[0]?.blob()).toMatchObject({ size: 8, type: 'image/png' });
  expect(server.received[0]).toMatchObject({ method: 'POST', url: '/v1/interpolations' });
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual(path);

  const compared = await edge.comparisons.create({ models: ['m', 'm@old'] });
  expect(compared.pairs[0]?.images.map(({ bytes }) => bytes)).toEqual([png, png]);

  const { directions } = await edge.models.directions('m', digest, { class: 'star', seed: 3 });
  expect(directions[0]).toMatchObject({ vector: [1], strip: { bytes: png } });
  expect(server.received[2]?.url).toBe(
    `/v1/models/m/versions/${digest}/directions?class=star&seed=3`,
  );
});

test('a picture goes as base64, from bytes, a file or a blob, or as it is', async () => {
  await using server = await scriptedServer(json(200, { ...about, mean: [0], sigma: [1] }));
  const { encodings } = new ComfyEdge({ baseUrl: server.url });
  const asFile = new ImageFile(png, 'image/png');
  const asText = ['iVBORw0KGgo=', 'data:image/png;base64,iVBORw0KGgo='];
  for (const image of [png, asFile, asFile.blob(), ...asText]) {
    expect((await encodings.create({ model: 'm', image })).mean).toEqual([0]);
  }
  expect(server.received.map(({ body }) => JSON.parse(body))).toEqual([
    ...Array.from({ length: 4 }, () => ({ model: 'm', image: 'iVBORw0KGgo=' })),
    { model: 'm', image: 'data:image/png;base64,iVBORw0KGgo=' },
  ]);
});

test('a file comes in the format that was asked for, or in the operation’s own', async () => {
  await using server = await scriptedServer(
    text(200, 'image/gif', png),
    text(200, 'image/apng', png),
    text(200, 'image/png', png),
    text(200, 'text/html', 'hello'),
  );
  const edge = new ComfyEdge({ baseUrl: server.url });
  const path = { model: 'm', waypoints: [{ seed: 1 }, { seed: 2 }] };
  expect(await edge.interpolations.file({ ...path, format: 'gif' })).toMatchObject({
    ...{ bytes: png, mediaType: 'image/gif' },
  });
  expect((await edge.interpolations.file(path)).mediaType).toBe('image/apng');
  expect((await edge.variations.file({ model: 'm', image: png })).bytes).toEqual(png);
  await expect(edge.comparisons.file({ models: ['a', 'b'] })).rejects.toMatchObject({
    ...{ name: 'ServerError', message: expect.stringContaining('expected image/png') },
  });
  expect(server.received.map(({ headers, url }) => [url, headers.accept])).toEqual([
    ['/v1/interpolations', 'image/gif'],
    ['/v1/interpolations', 'image/apng'],
    ['/v1/variations', 'image/png'],
    ['/v1/comparisons', 'image/png'],
  ]);
});

test('broken base64 is an answer that is not the API’s', async () => {
  const picture = { ...encoded, base64: '!' };
  await using server = await scriptedServer(
    json(200, { ...about, picture, reconstruction: encoded }),
  );
  const { reconstructions } = new ComfyEdge({ baseUrl: server.url });
  await expect(reconstructions.create({ model: 'm', image: png })).rejects.toMatchObject({
    ...{ name: 'ServerError', code: 'unexpected_answer' },
  });
});

test('models.exportUrl and models.exportFile', async () => {
  await using server = await scriptedServer(text(200, 'application/octet-stream', png));
  const { models } = new ComfyEdge({ baseUrl: server.url });
  const path = `/v1/models/m/versions/${digest}/exports`;
  expect(models.exportUrl({ model: 'm', digest, file: 'model.json' })).toBe(
    `${server.url}${path}/generator/model.json`,
  );
  const file = { model: 'm', digest, network: 'encoder', file: 'model.onnx' } as const;
  expect(await models.exportFile(file)).toEqual(png);
  expect(server.received[0]?.url).toBe(`${path}/encoder/model.onnx`);
});
