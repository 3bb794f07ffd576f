/** `comfy-edge models policy`: what versions must reach before an alias takes them. */
import type { QualityRule } from '@comfy-edge/contract';
import { Argument, Option } from 'commander';
import { defineCommand } from '../../command.ts';
import { aliasOption, collect, reasonOption, type WhyFlags } from '../../options.ts';
import { printable } from '../../output/printable.ts';
import { UsageError } from '../../usage-error.ts';
import { qualityRule, ruleTexts } from '../../versions/quality-rule.ts';
import { modelName } from '../../versions/version-reference.ts';

interface Flags extends WhyFlags {
  readonly alias: string;
  readonly rule?: QualityRule[];
  readonly clear?: true;
}

export const policy = defineCommand<Flags, [model: string]>({
  name: 'policy',
  summary: 'Show or set the quality gate of an alias',
  more: 'Rules replace those that were there. What the alias points at already is not judged again.',
  arguments: [new Argument('<model>', 'its name').argParser(modelName)],
  options: [
    aliasOption,
    new Option(
      '--rule <rule>',
      'such as "cas>=0.8", or "cfid<=current+0.05" for no worse than what is served by more than that; may be repeated',
    ).argParser(collect(qualityRule)),
    new Option('--clear', 'no rules: everything passes'),
    reasonOption,
  ],
  examples: {
    'models policy fashion-mnist': 'What is asked',
    'models policy fashion-mnist --rule "cas>=0.8" --rule "cas>=current-0.01"':
      'A floor, and no step back',
  },
  async run(session, { alias, rule, clear, reason }, model) {
    if (rule !== undefined && clear === true) {
      throw new UsageError('expected --rule or --clear, got both');
    }
    const { aliases } = session.edge.models;
    const before = await aliases.get(model, alias);
    const rules = clear === true ? [] : rule;
    const after =
      rules === undefined
        ? before
        : await aliases.putPolicy(model, alias, {
            ...{ rules, ifMatch: before.etag },
            ...(reason !== undefined && { reason }),
          });
    const present = after.policy?.rules ?? [];
    session.print({
      json: { model, alias, rules: present },
      text: () => {
        const lines = present.flatMap(ruleTexts).map(printable);
        return lines.length === 0 ? 'no rules: everything passes\n' : `${lines.join('\n')}\n`;
      },
    });
    return undefined;
  },
});
