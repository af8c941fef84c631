import { css } from 'lit';

export const photoPickerStyles = css`
  label.drop {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 0.3rem;
    padding: 1rem;
    text-align: center;
    color: var(--soft);
    background: var(--raised);
    border: 2px dashed var(--edge);
    border-radius: 9px;
    cursor: pointer;
  }
  label.drop:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  label.drop.over {
    color: var(--accent);
    border-color: var(--accent);
    background: var(--accent-tint);
  }
  label.drop strong {
    color: var(--text);
  }
  label.off {
    cursor: not-allowed;
    opacity: 0.65;
  }
  input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: inherit;
  }
  .chosen {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: 0.4rem;
    max-height: 20rem;
    overflow: auto;
  }
  .chosen li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.25rem;
    background: var(--raised);
    border-radius: 7px;
  }
  .chosen img,
  .chosen .none {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.75rem;
    height: 2.75rem;
    object-fit: cover;
    border-radius: 5px;
  }
  .results {
    max-height: 20rem;
    overflow: auto;
  }
  .results li {
    display: flex;
    gap: 0.5rem;
    padding: 0.35rem 0;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .results li svg {
    margin-top: 0.15rem;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--bad);
  }
`;
