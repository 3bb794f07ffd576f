/** `comfy-edge models delete`. */
import { Argument } from 'commander';
import { defineCommand } from '../../command.ts';
import { reasonOption, type WhyFlags } from '../../options.ts';
import { UsageError } from '../../usage-error.ts';
import {
  findVersion,
  type VersionReference,
  versionReference,
} from '../../versions/version-reference.ts';

export const deleteVersion = defineCommand<WhyFlags, [reference: VersionReference]>({
  name: 'delete',
  summary: 'Delete a version',
  more: 'Refused while an alias uses it. Its bytes go with the next garbage collection; it comes back by nothing but a new statement of a publisher.',
  arguments: [
    new Argument('<version>', 'model@digest, or the beginning of a digest').argParser(
      versionReference,
    ),
  ],
  options: [reasonOption],
  examples: { 'models delete fashion-mnist@7c806de7574d --reason "bad licence"': 'One version' },
  async run(session, why, reference) {
    const { version } = reference;
    if (version === undefined || !/^[0-9a-f]{8,64}$/.test(version)) {
      throw new UsageError(`expected eight digits of a digest or more, got ${version ?? 'none'}`);
    }
    const { model, digest } = await findVersion(session.edge, reference);
    await session.edge.models.deleteVersion(model.name, digest, why);
    session.print({
      json: { model: model.name, digest, deleted: true },
      text: () => `${model.name}@${digest} is deleted\n`,
    });
    return undefined;
  },
});
