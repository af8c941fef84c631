import { css } from 'lit';

export const dayPictureStyles = css`
  :host {
    display: block;
    --label: 8.5rem;
  }
  .line,
  .axis {
    display: grid;
    grid-template-columns: var(--label) minmax(0, 1fr);
    gap: 0.6rem;
    align-items: center;
  }
  /* Two lines at most; all of it is its title. */
  .area {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-size: 0.88rem;
    font-weight: 550;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .track {
    position: relative;
    height: 2.1rem;
    overflow: hidden;
    border-top: 1px solid var(--line);
  }
  .line:last-of-type .track {
    border-bottom: 1px solid var(--line);
  }
  .track i {
    position: absolute;
    top: 0;
    bottom: 0;
    border-left: 1px solid var(--line);
  }
  .mark {
    position: absolute;
    top: 50%;
    width: 0.75rem;
    height: 0.75rem;
    translate: -50% -50%;
    rotate: 45deg;
    background: var(--warn);
    border: 2px solid var(--panel);
    z-index: 1;
  }
  .mark.in {
    background: var(--good);
  }
  .gap {
    position: absolute;
    top: 0;
    bottom: 0;
    opacity: 0.55;
    background: repeating-linear-gradient(135deg, transparent 0 5px, var(--line) 5px 7px);
  }
  button {
    position: absolute;
    top: 0.4rem;
    bottom: 0.4rem;
    min-width: 5px;
    padding: 0;
    background: var(--accent);
    border: 0;
    border-radius: 3px;
    cursor: pointer;
  }
  button:hover,
  button:focus-visible {
    z-index: 1;
    filter: brightness(1.15);
  }
  button:focus-visible {
    outline-offset: 1px;
  }
  /* Struck out: a line through a pale bar. */
  button.corrected {
    background: linear-gradient(var(--bad), var(--bad)) center / 100% 2px no-repeat var(--bad-tint);
    border: 1px solid var(--bad);
  }
  .axis > div {
    position: relative;
    height: 1.3rem;
    font-size: 0.78rem;
    color: var(--soft);
  }
  .axis div span {
    position: absolute;
    translate: -50% 0;
  }
  .axis div span:first-child {
    translate: 0 0;
  }
  .axis div span:last-child:not(:first-child) {
    translate: -100% 0;
  }
  .told {
    min-height: 1.4rem;
    margin-top: 0.3rem;
    font-size: 0.88rem;
    color: var(--soft);
    overflow-wrap: anywhere;
  }
  /* The area over its line, so that the line has the whole width; every other hour has room. */
  @media (max-width: 640px) {
    .line,
    .axis {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.1rem;
    }
    .area {
      padding-top: 0.3rem;
    }
    .axis > span {
      display: none;
    }
    .track {
      height: 2.6rem;
    }
    .axis div span:nth-child(even) {
      display: none;
    }
  }
`;
