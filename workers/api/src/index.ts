/** The Worker. Each isolate boots one engine and keeps the models it was asked for. */

import { createApp } from './app.ts';
import { bootEngine } from './boot-engine.ts';
import { imageCodecs } from './image-codecs.ts';

export default createApp({ bootEngine, codecs: imageCodecs() });
