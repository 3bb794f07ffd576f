/** The Worker. Each isolate boots one engine and keeps the models it was asked for. */

import { createApp } from './app.ts';
import { bootEngine } from './boot-engine.ts';

export default createApp({ bootEngine });
