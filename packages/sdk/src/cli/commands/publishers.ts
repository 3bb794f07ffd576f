/** `comfy-edge publishers`: whose signatures the service believes. */
import { defineGroup } from '../command.ts';
import { addPublisher } from './publishers/add-publisher.ts';
import { listPublishers } from './publishers/list-publishers.ts';
import { revokePublisher } from './publishers/revoke-publisher.ts';

export const publishers = defineGroup({
  name: 'publishers',
  summary: 'Say whose signatures are believed',
  commands: [addPublisher, listPublishers, revokePublisher],
});
