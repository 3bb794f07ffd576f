/** Begins the page. */
import { render } from 'preact';
import { readKey } from './edge/api-key.ts';
import { App } from './shell/app.tsx';
import { applyTheme, readTheme } from './shell/theme.ts';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/page.css';
import './style/gallery.css';
import './style/inspector.css';
import './style/views.css';

applyTheme(readTheme());
const initialKey = readKey();
const place = document.getElementById('page');
if (place !== null) render(<App initialKey={initialKey} />, place);
