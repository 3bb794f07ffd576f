/** The two halves of a data set: what is learned from, and what only judges. */
export const splitNames = ['train', 'test'] as const;
export type Split = (typeof splitNames)[number];
