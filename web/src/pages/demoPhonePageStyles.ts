import { css } from 'lit';

export const demoPhonePageStyles = css`
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18rem, 23rem);
    align-items: start;
    gap: 1.5rem;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  button[aria-pressed='true'] {
    color: var(--accent);
    background: var(--accent-tint);
    border-color: var(--accent);
  }
  .story {
    padding: 0.9rem 1.1rem 1.1rem;
  }
  .story ol {
    display: grid;
    gap: 0.4rem;
    margin-top: 0.6rem;
    padding-left: 1.2rem;
    list-style: decimal;
  }
  .phone {
    --bubble: light-dark(#ffffff, #202c33);
    --own: light-dark(#d7f7cf, #0b4f3f);
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    height: min(44rem, calc(100dvh - 9rem));
    min-height: 26rem;
    overflow: hidden;
    background: light-dark(#ece5dd, #0b141a);
    border: 9px solid light-dark(#1c242b, #000);
    border-radius: 32px;
    box-shadow: var(--shadow-high);
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    padding: 0.7rem 1rem;
    color: #fff;
    background: #0a5f52;
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 2.3rem;
    height: 2.3rem;
    color: #0a5f52;
    background: #fff;
    border-radius: 50%;
  }
  .talk {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    padding: 0.9rem;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .talk:focus-visible {
    outline-offset: -3px;
  }
  .talk p {
    max-width: 88%;
    padding: 0.45rem 0.65rem;
    overflow-wrap: anywhere;
    border-radius: 9px;
    box-shadow: 0 1px 1px rgb(0 0 0 / 14%);
  }
  .talk .hint {
    align-self: center;
    margin: auto 0;
    text-align: center;
    color: var(--text);
    background: var(--bubble);
  }
  .theirs {
    align-self: flex-start;
    background: var(--bubble);
  }
  .mine {
    align-self: flex-end;
    background: var(--own);
  }
  .text {
    white-space: pre-line;
  }
  .at {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.25rem;
    font-size: 0.74rem;
    color: light-dark(#47535c, #a9b7bf);
  }
  .quick,
  form {
    display: flex;
    gap: 0.4rem;
    padding: 0.5rem 0.7rem 0;
  }
  .quick {
    flex-wrap: wrap;
  }
  .quick button {
    min-height: 2rem;
    border-radius: 99px;
  }
  form {
    padding-bottom: 0.8rem;
  }
  form input:not([type='checkbox'], [type='file']) {
    flex: 1;
    min-width: 0;
    border-radius: 99px;
  }
  form button {
    border-radius: 99px;
  }
  @media (max-width: 760px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
    }
    .phone {
      order: -1;
      height: 34rem;
    }
  }
`;
