import './page.css';
import './components/App.ts';
