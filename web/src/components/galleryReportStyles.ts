import { css } from 'lit';

export const galleryReportStyles = css`
  :host {
    display: block;
    margin-bottom: 1rem;
  }
  section {
    padding: 1rem 1.1rem 1.15rem;
  }
  h2 {
    font-size: 1.05rem;
  }
  .judged {
    display: grid;
    gap: 0.35rem;
  }
  .judged > span {
    display: flex;
    height: 0.7rem;
    overflow: hidden;
    background: var(--raised);
    border-radius: 4px;
  }
  .right {
    background: var(--good);
  }
  .unknown {
    background: var(--edge);
  }
  .wrong {
    background: var(--bad);
  }
  .list > li {
    display: grid;
    gap: 0.2rem;
    padding: 0.55rem 0;
    border-top: 1px solid var(--line);
  }
  .list > li:last-child {
    padding-bottom: 0;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2rem 0.6rem;
  }
  .advice {
    padding-left: 1.1rem;
    list-style: disc;
  }
`;
