import { css } from 'lit';

export const setupPageStyles = css`
  :host {
    padding-top: clamp(0.75rem, 6vh, 5rem);
  }
  .door {
    width: min(40rem, 100%);
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 0.4rem;
    padding-bottom: 0.9rem;
    border-bottom: 1px solid var(--line);
  }
  .steps button,
  .steps li > span {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 1.9rem;
    padding: 0.15rem 0.6rem 0.15rem 0.35rem;
    font-size: 0.87rem;
    font-weight: 500;
    color: var(--soft);
    background: none;
    border: 1px solid transparent;
    border-radius: 99px;
  }
  .steps .current button,
  .steps .current > span {
    color: var(--text);
    font-weight: 650;
    border-color: var(--accent);
    background: var(--accent-tint);
  }
  .mark {
    display: grid;
    place-items: center;
    width: 1.15rem;
    height: 1.15rem;
    border: 1.5px solid var(--edge);
    border-radius: 50%;
  }
  .done .mark {
    color: var(--good);
    border-color: var(--good);
    background: var(--good-tint);
  }
  .mark svg {
    width: 0.8rem;
    height: 0.8rem;
  }
  h2 {
    font-size: 1.1rem;
    outline: none;
  }
  .footer {
    padding-top: 0.9rem;
    border-top: 1px solid var(--line);
  }
  .next {
    display: grid;
    gap: 0.45rem;
    padding-left: 1.1rem;
    list-style: disc;
  }
  @media (max-width: 640px) {
    .door {
      padding: 1rem;
    }
  }
`;
