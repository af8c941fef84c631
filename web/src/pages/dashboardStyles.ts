import { css } from 'lit';

export const dashboardStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) minmax(25rem, 30rem);
    grid-template-areas: 'left summary' 'left people';
    gap: var(--gap);
    height: 100%;
    padding: var(--gap);
  }
  .left {
    grid-area: left;
    display: grid;
    grid-template: minmax(20rem, 1fr) fit-content(26dvh) / minmax(0, 1fr) minmax(14rem, 18rem);
    grid-template-areas: 'feed feed' 'switch floors';
    gap: var(--gap);
    min-height: 0;
    overflow: auto;
    /* Room for focus rings and shadows, which overflow: auto would cut. */
    margin: -4px;
    padding: 4px;
  }
  .left.flat {
    grid-template-areas: 'feed feed' 'switch switch';
  }
  w-live-feed {
    grid-area: feed;
  }
  w-camera-switch {
    grid-area: switch;
    min-height: 0;
  }
  w-floor-list {
    grid-area: floors;
    min-height: 0;
  }
  .flat w-floor-list {
    display: none;
  }
  .summary {
    grid-area: summary;
  }
  w-people-panel {
    grid-area: people;
  }
  .problem {
    position: fixed;
    inset: auto 0 1rem;
    z-index: 5;
    width: fit-content;
    max-width: calc(100vw - 2rem);
    margin-inline: auto;
    border: 1px solid var(--bad);
    box-shadow: var(--shadow-high);
    align-items: center;
  }
  @media (max-width: 1000px) {
    :host {
      display: flex;
      flex-direction: column;
      height: auto;
    }
    .left {
      display: contents;
    }
    /* The picture first, then how many are where, then who. */
    w-live-feed {
      order: 1;
    }
    .summary {
      order: 2;
    }
    w-camera-switch {
      order: 3;
    }
    w-floor-list {
      order: 4;
    }
    w-people-panel {
      order: 5;
    }
  }
  @media (max-width: 820px) {
    /* Above the pages at the bottom. */
    .problem {
      bottom: 5rem;
    }
  }
  @media (max-width: 640px) {
    :host {
      padding: 0.5rem;
      gap: 0.5rem;
    }
  }
  @media (min-width: 2200px) {
    :host {
      grid-template-columns: minmax(0, 1fr) minmax(30rem, 38rem);
    }
    .left {
      grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem);
    }
  }
`;
