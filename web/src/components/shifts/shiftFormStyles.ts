import { css } from 'lit';

export const shiftFormStyles = css`
  w-modal {
    --modal-width: 46rem;
  }
  .hours {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    gap: 1.25rem;
    align-items: start;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.6rem;
  }
  fieldset {
    display: grid;
    gap: 0.45rem;
    justify-items: start;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.3rem;
    font-weight: 550;
  }
  .weekdays {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }
  .weekdays label {
    display: flex;
    gap: 0.3rem;
    align-items: center;
    min-height: 2.1rem;
    padding: 0.1rem 0.5rem 0.1rem 0.4rem;
    font-size: 0.88rem;
    border: 1px solid var(--edge);
    border-radius: 7px;
    cursor: pointer;
  }
  .weekdays label:has(:checked) {
    color: var(--accent);
    background: var(--accent-tint);
    border-color: var(--accent);
  }
  .weekdays input[type='checkbox'] {
    margin: 0;
  }
  .break {
    display: flex;
    gap: 0.4rem;
    align-items: center;
  }
  .break input:not([type='checkbox'], [type='file']) {
    width: 9rem;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 0.75rem;
    align-items: end;
    padding-top: 0.7rem;
  }
  summary {
    cursor: pointer;
    font-weight: 550;
  }
  .buttons {
    justify-content: end;
  }
  @media (max-width: 640px) {
    .hours {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
