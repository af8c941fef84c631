import { css } from 'lit';

export const personCardStyles = css`
  :host {
    display: block;
    border-top: 1px solid var(--line);
  }
  :host(:first-child) {
    border-top: 0;
  }
  .head {
    width: 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.75rem;
    justify-content: start;
    padding: 0.6rem 0.875rem;
    text-align: left;
    font-weight: 400;
    background: none;
    border: 0;
    border-radius: 0;
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.2rem;
    height: 2.2rem;
    font-size: 0.82rem;
    font-weight: 650;
    color: var(--soft);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 50%;
  }
  .name {
    flex: 1 1 8rem;
    font-weight: 600;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.6rem;
  }
  .quality {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-width: 7.5rem;
    font-size: 0.85rem;
    color: var(--soft);
  }
  meter {
    width: 4rem;
    height: 0.8rem;
  }
  .fold {
    width: 1rem;
    font-size: 1.2rem;
    text-align: center;
    color: var(--soft);
  }
  .body {
    padding: 0.4rem 0.875rem 1.1rem;
  }
  .save {
    align-self: end;
  }
  .samples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: 0.4rem;
  }
  .samples li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    padding: 0.2rem 0.3rem 0.2rem 0.7rem;
    background: var(--raised);
    border-radius: 7px;
  }
  .samples li span span {
    display: block;
  }
  @media (max-width: 640px) {
    .facts {
      order: 3;
      width: 100%;
      padding-left: 2.95rem;
    }
  }
`;
