/** `npm run publish-model`: the trainer's command, with the processor time of the real Worker. */
import { publishCommand } from '@comfy-edge/trainer/publish-command';
import { requestCpu } from './edge/model-cpu.ts';

await publishCommand({ requestCpu });
