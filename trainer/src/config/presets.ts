/** The presets by name; each is a file of its own to read. */
import { fashion28 } from '../../presets/fashion-28.ts';
import { reference28 } from '../../presets/reference-28.ts';
import { reference56 } from '../../presets/reference-56.ts';
import { smoke } from '../../presets/smoke.ts';

export const presets = [fashion28, reference28, reference56, smoke] as const;
