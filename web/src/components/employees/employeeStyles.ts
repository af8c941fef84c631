import { css } from 'lit';

export const employeeStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.8rem;
    align-content: start;
    padding: 0.9rem 1.1rem 1.1rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.8rem;
  }
  .head > .grow {
    flex: 1 1 14rem;
  }
  h2 {
    font-size: 1.05rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 0.8rem;
  }
  fieldset .fields {
    align-items: end;
  }
  /* Closed, they are nothing that keeps a distance. */
  w-confirm,
  w-modal {
    position: absolute;
  }
  .wide {
    grid-column: 1 / -1;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0.6rem 0.8rem 0.8rem;
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  legend {
    padding: 0 0.3rem;
    font-weight: 550;
  }
  legend + p {
    margin-bottom: 0.6rem;
  }
  textarea {
    font-family: ui-monospace, monospace;
    font-size: 0.88rem;
  }
  .table {
    overflow: auto;
    max-height: 22rem;
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  table {
    border-collapse: collapse;
    font-size: 0.88rem;
  }
  th,
  td {
    padding: 0.35rem 0.7rem;
    text-align: left;
    vertical-align: top;
    white-space: nowrap;
    max-width: 22rem;
    overflow: hidden;
    text-overflow: ellipsis;
    border-bottom: 1px solid var(--line);
  }
  th > span {
    display: block;
    font-weight: 400;
  }
  .works {
    display: flex;
    gap: 0.4rem;
    color: var(--good);
  }
`;
