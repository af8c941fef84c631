import { css } from 'lit';

/** How each kind of time looks, on the line and in its key: by colour, height and pattern. */
export const spanStyles = css`
  .piece {
    background: var(--soft);
  }
  .piece.present {
    background: var(--good);
  }
  .piece.away {
    background: var(--warn);
  }
  .piece.absent {
    background: var(--bad);
  }
  .piece.blind {
    background: repeating-linear-gradient(135deg, var(--edge) 0 2px, var(--raised) 2px 5px);
  }
  .piece.break {
    background: color-mix(in oklab, var(--accent) 45%, var(--panel));
  }
  .piece.leave {
    background: repeating-linear-gradient(
      90deg,
      light-dark(#6a3fb5, #c9adff) 0 3px,
      light-dark(#efe7fb, #2f2346) 3px 6px
    );
  }
  .piece.off {
    background: var(--line);
  }
`;

export const dayLineStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .line {
    position: relative;
    height: var(--line-height, 1rem);
    background: var(--raised);
    border-radius: 4px;
    overflow: hidden;
    cursor: default;
  }
  .line i {
    position: absolute;
    top: 0;
    bottom: 0;
    border-left: 1px solid var(--line);
  }
  .piece {
    position: absolute;
    bottom: 0;
    height: 100%;
    min-width: 2px;
  }
  .piece.away {
    height: 70%;
  }
  .piece.break,
  .piece.leave {
    height: 45%;
  }
  .piece.pointed {
    filter: brightness(1.15);
    outline: 2px solid var(--text);
    outline-offset: -2px;
  }
  .tip {
    position: fixed;
    inset: auto;
    max-width: min(24rem, calc(100vw - 1rem));
    margin: 0;
    padding: 0.3rem 0.6rem;
    font-size: 0.85rem;
    color: var(--panel);
    background: var(--text);
    border: 0;
    border-radius: 6px;
    pointer-events: none;
  }
`;
