import { css } from 'lit';

export const feedStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  section {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .stage {
    position: relative;
    flex: 1;
    min-height: 14rem;
    overflow: hidden;
    background: var(--stage);
    color: #e7ecf2;
  }
  section:fullscreen {
    border: 0;
    border-radius: 0;
  }
  .number {
    display: grid;
    place-items: center;
    min-width: 1.5rem;
    height: 1.5rem;
    padding: 0 0.3rem;
    font-size: 0.85rem;
    font-weight: 700;
    color: var(--soft);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 5px;
  }
  .age {
    min-width: 5.5em;
    text-align: right;
    white-space: nowrap;
    color: var(--soft);
  }
  .age.old {
    font-weight: 650;
    color: var(--warn);
  }
  .banner,
  .tracking {
    position: absolute;
    display: flex;
    gap: 0.6rem;
    padding: 0.55rem 0.75rem;
    border-radius: 8px;
  }
  .banner {
    inset: auto 0.75rem 0.75rem;
    max-height: calc(100% - 1.5rem);
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .banner.bad {
    color: #fff;
    background: rgb(128 20 14 / 94%);
  }
  /* With no picture to spare, the reason takes the middle. */
  .banner.alone {
    inset: 50% 1rem auto;
    max-width: 42rem;
    margin-inline: auto;
    translate: 0 -50%;
  }
  .banner.warn {
    color: #1c1300;
    background: #ffc85c;
  }
  /* The picture below is good and should be seen. */
  .banner.slight {
    inset: auto auto 0.5rem 0.5rem;
    max-width: calc(100% - 1rem);
    gap: 0.4rem;
    padding: 0.2rem 0.55rem;
    font-size: 0.75rem;
    font-weight: 600;
  }
  .tracking {
    inset: 0.75rem auto auto 0.75rem;
    max-width: calc(100% - 1.5rem);
    align-items: center;
    padding: 0.25rem 0.3rem 0.25rem 0.7rem;
    color: #e7f2ff;
    background: rgb(7 36 68 / 92%);
    border: 1px solid #6cb2ff;
  }
  .tracking button {
    min-height: 1.8rem;
    padding: 0.1rem 0.6rem;
    color: #06203d;
    background: #6cb2ff;
    border-color: #6cb2ff;
    white-space: nowrap;
  }
  .tracking button:hover:not(:disabled) {
    background: #a5d0ff;
  }
  .waiting,
  .none {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.6rem;
    padding: 1rem;
    text-align: center;
    color: #b8c3cf;
  }
  .none strong {
    color: #e7ecf2;
  }
  .none a {
    color: #6cb2ff;
  }
  .none svg {
    width: 2.4rem;
    height: 2.4rem;
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
  @media (max-width: 1000px) {
    section:not(:fullscreen) .stage {
      flex: none;
      aspect-ratio: 16 / 9;
      min-height: 0;
      max-height: 70dvh;
    }
  }
`;
