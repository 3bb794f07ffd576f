/** The image codecs of portable tests in Node. */
import { Codecs } from '../src/codecs/codecs.ts';
import { loadNodeCodecs } from '../src/node.ts';

export const codecs = new Codecs(await loadNodeCodecs());
