/** `comfy-edge models`: what can be generated from, and what serves it. */
import { defineGroup } from '../command.ts';
import { canary } from './models/canary.ts';
import { deleteVersion } from './models/delete-version.ts';
import { diff } from './models/diff.ts';
import { history } from './models/history.ts';
import { listModels } from './models/list-models.ts';
import { policy } from './models/policy.ts';
import { promote } from './models/promote.ts';
import { rollBack } from './models/roll-back.ts';
import { show } from './models/show.ts';

export const models = defineGroup({
  name: 'models',
  summary: 'See models, and move their aliases',
  commands: [listModels, show, diff, promote, rollBack, canary, policy, history, deleteVersion],
});
