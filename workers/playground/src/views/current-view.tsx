/** The view that the address names, with the image that is looked at beside it. */
import type { ComponentChildren } from 'preact';
import type { View } from '../address/page-state.ts';
import { BrowseView } from './browse-view.tsx';
import { CompareView } from './compare-view.tsx';
import { CreateView } from './create-view.tsx';
import { ExploreView } from './explore-view.tsx';
import { ModelView } from './model-view.tsx';
import { MorphView } from './morph-view.tsx';
import { usePage } from './page.ts';
import { PictureView } from './picture-view.tsx';

const components = {
  create: CreateView,
  browse: BrowseView,
  explore: ExploreView,
  morph: MorphView,
  picture: PictureView,
  compare: CompareView,
  model: ModelView,
} as const satisfies Record<View, unknown>;

interface CurrentViewProps {
  /** The inspector. */
  readonly children: ComponentChildren;
}

export function CurrentView({ children }: CurrentViewProps) {
  const { state } = usePage();
  const Component = components[state.view];
  return <Component>{children}</Component>;
}
