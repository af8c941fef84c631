import { css } from 'lit';

export const webcamGuideStyles = css`
  .stage {
    position: relative;
    overflow: hidden;
    aspect-ratio: 4 / 3;
    background: var(--stage);
    border-radius: 9px;
  }
  video {
    width: 100%;
    height: 100%;
    object-fit: cover;
    /* A mirror: who turns left sees themselves turn left. */
    transform: scaleX(-1);
  }
  .frame {
    position: absolute;
    inset: 14% 30%;
    border: 3px solid rgb(255 255 255 / 75%);
    border-radius: 50%;
  }
  .frame.good {
    border-color: #4fd396;
  }
  .pose {
    font-size: 1.15rem;
    font-weight: 650;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--bad);
  }
  .five {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 0.5rem;
  }
  .five li {
    position: relative;
    display: grid;
    justify-items: center;
    align-content: start;
    gap: 0.2rem;
  }
  .five img,
  .five .none {
    display: grid;
    place-items: center;
    width: 100%;
    aspect-ratio: 1;
    object-fit: cover;
    color: var(--soft);
    background: var(--raised);
    border: 2px solid transparent;
    border-radius: 8px;
  }
  .five img {
    transform: scaleX(-1);
  }
  .next .none {
    border-color: var(--accent);
  }
  .end {
    justify-content: end;
  }
  .results li {
    display: flex;
    gap: 0.5rem;
    padding: 0.35rem 0;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
`;
