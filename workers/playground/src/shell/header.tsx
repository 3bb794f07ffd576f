/** The bar above everything: where one can go, the key, and light or dark. */
import { formatState, type PageState, type View, views } from '../address/page-state.ts';
import { Icon } from './icon.tsx';
import { type Theme, themes } from './theme.ts';

const titles: Readonly<Record<View, string>> = {
  create: 'Create',
  browse: 'Browse',
  explore: 'Explore',
  morph: 'Morph',
  picture: 'Your picture',
  compare: 'Compare',
  model: 'Model',
};

const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const;

interface HeaderProps {
  readonly state: PageState;
  readonly hasKey: boolean;
  readonly theme: Theme;
  readonly onKey: () => void;
  readonly onTheme: (theme: Theme) => void;
}

export function Header({ state, hasKey, theme, onKey, onTheme }: HeaderProps) {
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <header class="bar">
      <a class="brand" href="#/create">
        <svg viewBox="0 0 8 8" aria-hidden="true">
          <path fill="var(--accent)" d="M0 0h8v8H0z" />
          <path fill="var(--accent-ink)" d="M1 5h1V4h1V3h1v1h1v1h2v1H1z" />
        </svg>
        Comfy Edge
      </a>
      <nav class="views" aria-label="Views">
        <ul>
          {views.map((view) => (
            <li key={view}>
              <a
                href={formatState({ ...state, view })}
                aria-current={view === state.view ? 'page' : undefined}
              >
                {titles[view]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="tools">
        <a class="button quiet" href="/docs">
          API
        </a>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label={`Colours: ${theme}. Change to ${next}`}
          title={`Colours: ${theme}`}
          onClick={() => onTheme(next)}
        >
          <Icon name={themeIcons[theme]} />
        </button>
        <button type="button" class={`button ${hasKey ? 'quiet' : ''}`} onClick={onKey}>
          <Icon name="key" />
          <span>{hasKey ? 'Key' : 'Add key'}</span>
        </button>
      </div>
    </header>
  );
}
