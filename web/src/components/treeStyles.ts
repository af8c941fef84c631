import { css } from 'lit';

/** Trees as nested lists, a row each. */
export const treeStyles = css`
  ul ul {
    margin-left: 1.05rem;
    padding-left: 0.55rem;
    border-left: 1px solid var(--line);
  }
  .node {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2rem 0.6rem;
    min-height: 2.9rem;
    padding: 0.3rem 0.4rem;
    border-radius: 8px;
  }
  .node:hover {
    background: var(--raised);
  }
  .node[draggable='true'] {
    cursor: grab;
  }
  .node.over {
    background: var(--accent-tint);
    outline: 2px dashed var(--accent);
    outline-offset: -2px;
  }
  .node.found {
    background: var(--warn-tint);
  }
  button.fold {
    flex: none;
    min-width: 1.9rem;
    min-height: 1.9rem;
  }
  .fold svg {
    transition: rotate 120ms;
  }
  .fold[aria-expanded='true'] svg {
    rotate: 90deg;
  }
  .leaf {
    flex: none;
    width: 1.9rem;
  }
  .title {
    display: grid;
    flex: 1 1 10rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
  .drop {
    margin: 0.4rem;
    padding: 0.8rem;
    text-align: center;
    color: var(--soft);
    border: 1px dashed var(--edge);
    border-radius: 8px;
  }
  .drop.over {
    color: var(--accent);
    background: var(--accent-tint);
    border-color: var(--accent);
  }
  @media (max-width: 640px) {
    .beside {
      order: 5;
      width: 100%;
      padding-left: 4.7rem;
    }
    ul ul {
      margin-left: 0.4rem;
      padding-left: 0.3rem;
    }
  }
`;
