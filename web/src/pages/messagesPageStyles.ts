import { css } from 'lit';

export const messagesPageStyles = css`
  .problems {
    padding: 0.9rem 1.1rem 0.4rem;
    border-color: var(--warn);
  }
  .problems li {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-height: 3rem;
    padding: 0.35rem 0;
    border-top: 1px solid var(--line);
  }
  .problems li:first-child {
    border-top: 0;
  }
  .problems svg {
    color: var(--warn);
  }
  .channels {
    overflow: clip;
  }
  .channels > .bar {
    padding: 0.6rem 1.1rem 0;
  }
  w-channel-card {
    border-top: 1px solid var(--line);
  }
  .bar + w-channel-card {
    border-top: 0;
  }
  .told:not(:empty) {
    padding: 0 1.1rem 0.9rem;
    color: var(--good);
  }
  .contacts {
    display: grid;
    gap: 0.7rem;
    padding: 0.9rem 1.1rem 1.1rem;
  }
  .contacts .grow {
    flex: 1 1 16rem;
  }
  w-contact-panel {
    max-width: 34rem;
  }
`;
