import { css } from 'lit';

export const deviceFormStyles = css`
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: 0.6rem;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.35rem;
    font-weight: 550;
  }
  .choice {
    padding: 0.55rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 7px;
    cursor: pointer;
  }
  .choice:has(:checked) {
    background: var(--accent-tint);
    border-color: var(--accent);
  }
  .choice input {
    width: 1.05rem;
    min-height: 0;
    height: 1.05rem;
    margin: 0.15rem 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  .choice strong,
  .choice .small {
    display: block;
  }
  .pair,
  .place {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.9rem;
  }
  .place {
    grid-template-columns: minmax(8rem, 1fr) 6.5rem 5.5rem;
  }
  .tight {
    gap: 0.5rem;
  }
  .end {
    justify-content: end;
  }
  summary {
    padding: 0.3rem 0;
    font-weight: 550;
    cursor: pointer;
  }
  details .stack {
    padding-top: 0.5rem;
  }
  @media (max-width: 480px) {
    .place {
      grid-template-columns: 1fr 1fr;
    }
    .place > :first-child {
      grid-column: 1 / -1;
    }
  }
`;
