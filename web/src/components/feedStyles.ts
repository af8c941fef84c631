import { css } from 'lit';

export const feedStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  section {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .stage {
    position: relative;
    flex: 1;
    min-height: 14rem;
    overflow: hidden;
    background: var(--stage);
    color: #e7ecf2;
  }
  section:fullscreen {
    border: 0;
    border-radius: 0;
  }
  .stage > w-feed-tile {
    position: absolute;
    inset: 0;
  }
  .grid {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: repeat(var(--rows), minmax(0, 1fr)) / repeat(var(--columns), minmax(0, 1fr));
    gap: 2px;
    background: var(--line);
  }
  .problem,
  .only {
    margin: 0 0.875rem 0.5rem;
  }
  .only {
    display: flex;
    align-items: center;
    gap: 0.6rem;
  }
  w-tracking-banner {
    display: block;
  }
  .none {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.6rem;
    padding: 1rem;
    text-align: center;
    color: #b8c3cf;
  }
  .none strong {
    color: #e7ecf2;
  }
  .none a {
    color: #6cb2ff;
  }
  .none svg {
    width: 2.4rem;
    height: 2.4rem;
  }
  @media (max-width: 1000px) {
    section:not(:fullscreen) .stage {
      flex: none;
      min-height: 0;
    }
    section:not(:fullscreen) .stage.single,
    section:not(:fullscreen) .none {
      aspect-ratio: 16 / 10.5;
      max-height: 75dvh;
    }
    section:not(:fullscreen) :is(.grid, .none) {
      position: static;
    }
    section:not(:fullscreen) .grid {
      grid-template-rows: none;
      grid-auto-rows: auto;
    }
    section:not(:fullscreen) .grid w-feed-tile {
      aspect-ratio: 16 / 11.5;
    }
  }
  @media (max-width: 640px) {
    .bar {
      flex-wrap: wrap;
      gap: 0.4rem;
    }
    w-feed-tools {
      width: 100%;
      justify-content: space-between;
    }
  }
`;
