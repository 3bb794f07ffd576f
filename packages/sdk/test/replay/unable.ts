/** Started in a Node that cannot draw: says what replaying says of it, and who makes the images then. */
import { ComfyEdge, isComfyEdgeError } from '@comfy-edge/sdk';
import { Replay } from '@comfy-edge/sdk/replay';

const [, , baseUrl = '', engine] = process.argv;
/** A module of nothing. */
const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
const modules = engine === 'empty' ? { backend: empty } : {};
const replay = new Replay({ edge: new ComfyEdge({ baseUrl }), modules });
const parameters = { model: 'fashion-mnist', seed: 1 };
const refusal: unknown = await replay.generate(parameters).catch((error: unknown) => error);
const { madeBy } = await replay.offline({ prefer: 'replay' }).images.generate(parameters);
console.log(isComfyEdgeError(refusal) && `${refusal.name} ${refusal.code}`, madeBy);
