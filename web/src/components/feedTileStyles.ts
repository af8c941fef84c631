import { css } from 'lit';

export const feedTileStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    container-type: inline-size;
    background: var(--panel);
  }
  .picture {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    background: var(--stage);
    color: #e7ecf2;
  }
  :host([followed]) .picture {
    outline: 3px solid #6cb2ff;
    outline-offset: -3px;
  }
  .cover {
    position: absolute;
    inset: 0;
    z-index: 1;
    width: 100%;
    min-height: 0;
    background: none;
    border: 0;
    border-radius: 0;
  }
  .cover:hover:not(:disabled) {
    background: rgb(255 255 255 / 7%);
  }
  .cover:focus-visible {
    outline: 3px solid #6cb2ff;
    outline-offset: -3px;
  }
  footer {
    display: flex;
    align-items: center;
    gap: 0.45rem;
    min-height: 1.9rem;
    padding: 0.15rem 0.5rem;
    font-size: 0.85rem;
    color: var(--text);
  }
  :host([large]) footer {
    min-height: 2.6rem;
    padding: 0.3rem 0.875rem;
    gap: 0.6rem;
    font-size: 1rem;
  }
  .names {
    flex: 1;
    min-width: 0;
  }
  .number {
    display: grid;
    place-items: center;
    min-width: 1.35rem;
    height: 1.35rem;
    padding: 0 0.25rem;
    font-size: 0.8rem;
    font-weight: 700;
    color: var(--soft);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 5px;
  }
  .age {
    min-width: 4.6em;
    text-align: right;
    white-space: nowrap;
    color: var(--soft);
  }
  .age.old {
    font-weight: 650;
    color: var(--warn);
  }
  .unknown {
    position: absolute;
    bottom: 0.35rem;
    right: 0.35rem;
    padding: 0.05rem 0.5rem;
    font-size: 0.75rem;
    font-weight: 700;
    color: #1c1300;
    background: #ffb938;
    border-radius: 99px;
  }
  .banner {
    position: absolute;
    inset: auto 0.4rem 0.4rem;
    display: flex;
    gap: 0.45rem;
    max-height: calc(100% - 0.8rem);
    padding: 0.3rem 0.5rem;
    overflow: auto;
    overflow-wrap: anywhere;
    font-size: 0.8rem;
    line-height: 1.3;
    border-radius: 8px;
  }
  :host([large]) .banner {
    inset: auto 0.75rem 0.75rem;
    gap: 0.6rem;
    max-height: calc(100% - 1.5rem);
    padding: 0.55rem 0.75rem;
    font-size: 1rem;
  }
  .banner.bad {
    color: #fff;
    background: rgb(128 20 14 / 94%);
  }
  /* With no picture to spare, the reason takes the middle. */
  .banner.alone,
  :host([large]) .banner.alone {
    inset: 50% 0.5rem auto;
    max-width: 42rem;
    margin-inline: auto;
    translate: 0 -50%;
  }
  .banner.warn {
    color: #1c1300;
    background: #ffc85c;
  }
  /* The picture below is good and should be seen. */
  :host([large]) .banner.slight {
    inset: auto auto 0.5rem 0.5rem;
    max-width: calc(100% - 1rem);
    gap: 0.4rem;
    padding: 0.2rem 0.55rem;
    font-size: 0.75rem;
    font-weight: 600;
  }
  .waiting {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.6rem;
    padding: 0.5rem;
    text-align: center;
    font-size: 0.85rem;
    color: #b8c3cf;
  }
  .waiting i {
    width: 1.6rem;
    height: 1.6rem;
    border: 3px solid rgb(255 255 255 / 20%);
    border-top-color: #b8c3cf;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  /* A small tile keeps what is true now; the reason is a press away. */
  @container (max-width: 260px) {
    .banner p,
    .banner .for {
      display: none;
    }
    :host(:not([large])) footer {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto auto;
      gap: 0.1rem 0.35rem;
    }
    :host(:not([large])) .age {
      grid-column: 2 / -1;
      text-align: left;
    }
  }
`;
