/** What the rest of the repository takes from the trainer: its networks as data, and publishing. */
export { presets } from './config/presets.ts';
export { ConfigError, type TrainConfig } from './config/train-config.ts';
export { generatorGraph } from './networks/generator.ts';
export { connect } from './publish/connect.ts';
export { PublishedModelError, readPublished } from './publish/read-published.ts';
export type { Signing } from './publish/sign-next.ts';
export { type PublishResult, type PublishStep, publishDirectory } from './publish/upload.ts';
