/** `comfy-edge keys`: API keys, for whoever has one with the scope `admin`. */
import { defineGroup } from '../command.ts';
import { createKey } from './keys/create-key.ts';
import { listKeys } from './keys/list-keys.ts';
import { revokeKeys } from './keys/revoke-keys.ts';
import { showKey } from './keys/show-key.ts';

export const keys = defineGroup({
  name: 'keys',
  summary: 'Make, list and revoke API keys',
  commands: [createKey, listKeys, showKey, revokeKeys],
});
