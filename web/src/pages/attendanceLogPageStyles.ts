import { css } from 'lit';

export const attendanceLogPageStyles = css`
  :host {
    max-width: 96rem;
  }
  .shows {
    margin-bottom: 0.9rem;
  }
  .shows [aria-pressed='true'] {
    color: var(--accent);
    background: var(--accent-tint);
    border-color: var(--accent);
  }
  .news {
    position: sticky;
    top: 4.5rem;
    z-index: 2;
    justify-self: center;
    border-radius: 99px;
    box-shadow: var(--shadow-high);
  }
  .older {
    justify-self: center;
  }
`;
