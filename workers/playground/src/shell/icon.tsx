/** The page's few icons, drawn on a grid of 24. They say nothing to screen readers: the words beside do. */

const paths = {
  shuffle:
    'M3 7h3.5c2 0 3.3 1.2 4.3 2.8l2.4 4.4c1 1.6 2.3 2.8 4.3 2.8H21M3 17h3.5c1.3 0 2.4-.6 3.2-1.5M13.5 8.6c.9-1 2-1.6 3.5-1.6h4M18 4l3 3-3 3M18 14l3 3-3 3',
  key: 'M11 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM11 12h10v3.5M17 12v3',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  copy: 'M9 9h11v11H9zM15 5V4H4v11h1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  download: 'M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8 5.5v13M16 5.5v13',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  swap: 'M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15 9.5h.01',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
