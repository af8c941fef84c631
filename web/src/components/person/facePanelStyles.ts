import { css } from 'lit';

export const facePanelStyles = css`
  .samples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: 0.4rem;
  }
  .samples li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 2.9rem;
    padding: 0.2rem 0.3rem 0.2rem 0.7rem;
    background: var(--raised);
    border-radius: 7px;
  }
  .samples li span span {
    display: block;
  }
  meter {
    flex: none;
    width: 3rem;
    height: 0.8rem;
  }
`;
