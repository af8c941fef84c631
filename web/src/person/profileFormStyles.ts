import { css } from 'lit';

export const profileFormStyles = css`
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0.9rem;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 0.35rem;
    font-weight: 550;
  }
  .areas {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr));
    gap: 0.35rem 0.75rem;
    max-height: 11rem;
    overflow: auto;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--line);
    border-radius: 7px;
  }
`;
