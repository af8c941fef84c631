import './page.css';
import { startLocale } from './locale.ts';

// Before anything is drawn: what is drawn in another language would stay so.
await startLocale();
await import('./components/App.ts');
