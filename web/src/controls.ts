import { css } from 'lit';

/** Buttons, inputs, chips. */
export const controls = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-height: 2.15rem;
    padding: 0.3rem 0.8rem;
    font: inherit;
    font-weight: 550;
    line-height: 1.2;
    color: var(--text);
    text-decoration: none;
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 7px;
    cursor: pointer;
    transition: background-color 120ms;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--hover);
  }
  button:disabled {
    color: var(--soft);
    border-color: var(--line);
    cursor: not-allowed;
  }
  button.primary,
  .button.primary {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  button.primary:hover:not(:disabled),
  .button.primary:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--text));
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.icon {
    min-width: 2.15rem;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  button.icon:hover:not(:disabled) {
    background: var(--hover);
  }
  input:not([type='checkbox'], [type='file']),
  select,
  textarea {
    width: 100%;
    min-height: 2.15rem;
    padding: 0.35rem 0.6rem;
    font: inherit;
    font-weight: 400;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 7px;
  }
  input[type='checkbox'] {
    width: 1.05rem;
    height: 1.05rem;
    margin: 0.15rem 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  label.field {
    display: grid;
    gap: 0.25rem;
    font-weight: 550;
    align-content: start;
  }
  label.field > .hint,
  label.field > .wrong {
    font-weight: 400;
    font-size: 0.85rem;
  }
  .hint {
    color: var(--soft);
  }
  .wrong {
    color: var(--bad);
  }
  .wrong::first-letter {
    text-transform: uppercase;
  }
  /* Buttons that end a form; in a dialog they never scroll away. */
  .row.end:last-child {
    position: var(--end-position, static);
    bottom: 0;
    z-index: 1;
    padding-block: var(--end-padding, 0);
    margin: var(--end-margin, 0);
    background: var(--end-background, none);
  }
  label.check {
    display: flex;
    gap: 0.55rem;
    align-items: flex-start;
  }
  .problem {
    display: flex;
    gap: 0.5rem;
    padding: 0.6rem 0.75rem;
    color: var(--bad);
    background: var(--bad-tint);
    border-radius: 7px;
    overflow-wrap: anywhere;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    padding: 0.08rem 0.5rem;
    font-size: 0.8rem;
    font-weight: 600;
    white-space: nowrap;
    color: var(--soft);
    background: var(--raised);
    border-radius: 99px;
  }
  .chip.good {
    color: var(--good);
    background: var(--good-tint);
  }
  .chip.warn {
    color: var(--warn);
    background: var(--warn-tint);
  }
  .chip.bad {
    color: var(--bad);
    background: var(--bad-tint);
  }
  .dot {
    display: inline-block;
    flex: none;
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    background: var(--edge);
  }
  .dot.good {
    background: var(--good);
  }
  .dot.warn {
    background: var(--warn);
  }
  .dot.bad {
    background: var(--bad);
  }
  @media (max-width: 640px), (pointer: coarse) {
    button,
    .button {
      min-height: 2.6rem;
    }
    button.icon {
      min-width: 2.6rem;
    }
    /* Below 16 px iOS zooms the page into the input. */
    input:not([type='checkbox'], [type='file']),
    select,
    textarea {
      min-height: 2.6rem;
      font-size: 16px;
    }
  }
`;
