import { css } from 'lit';

/** Fixed colours: they lie on camera pictures, so they follow no theme. */
export const zoneEditorStyles = css`
  :host {
    --privacy: #ff6f61;
    --ignore: #ffb938;
    --desk: #6cb2ff;
  }
  .stage {
    position: relative;
    width: 100%;
    margin: 0 auto;
    background: var(--stage);
  }
  /* Around the picture too: what is clicked beside an edge is meant to reach it. */
  .ground {
    padding: 0.75rem;
    background: var(--raised);
    border-radius: 7px;
    touch-action: none;
    user-select: none;
  }
  .guide {
    flex-basis: 100%;
  }
  .ground.drawing {
    cursor: crosshair;
  }
  .stage img {
    display: block;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .stage p {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1rem;
    color: #e7ecf2;
    text-align: center;
    pointer-events: none;
  }
  .stage svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  polygon,
  polyline {
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
    stroke: var(--colour);
    fill: color-mix(in srgb, var(--colour) 22%, transparent);
  }
  polyline {
    fill: none;
    stroke-dasharray: 6 5;
  }
  polygon.selected {
    stroke-width: 3.5px;
  }
  .privacy {
    --colour: var(--privacy);
  }
  .ignore {
    --colour: var(--ignore);
  }
  .desk {
    --colour: var(--desk);
  }
  /* As the server paints them. */
  polygon.privacy {
    fill: #333;
  }
  polygon.privacy.selected {
    fill: rgb(51 51 51 / 78%);
  }
  .handle {
    position: absolute;
    display: grid;
    place-items: center;
    width: 1.75rem;
    height: 1.75rem;
    min-width: 0;
    min-height: 0;
    margin: -0.875rem 0 0 -0.875rem;
    padding: 0;
    background: none;
    border: 0;
    border-radius: 50%;
    cursor: grab;
    touch-action: none;
  }
  .handle::before {
    content: '';
    width: 0.8rem;
    height: 0.8rem;
    background: #fff;
    border: 3px solid var(--colour);
    border-radius: 50%;
    box-shadow: 0 0 0 1px rgb(0 0 0 / 60%);
  }
  .handle:hover:not(:disabled) {
    background: rgb(255 255 255 / 25%);
  }
  .handle:focus-visible {
    outline: 3px solid #fff;
    outline-offset: -2px;
    box-shadow: 0 0 0 4px rgb(0 0 0 / 70%);
  }
  .cross {
    position: absolute;
    width: 1.6rem;
    height: 1.6rem;
    margin: -0.8rem 0 0 -0.8rem;
    pointer-events: none;
    background:
      linear-gradient(#fff, #fff) center / 2px 100% no-repeat,
      linear-gradient(#fff, #fff) center / 100% 2px no-repeat;
    filter: drop-shadow(0 0 1px #000);
  }
  .zones li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.6rem;
    padding: 0.4rem 0.5rem;
    border-radius: 7px;
  }
  .zones li.selected {
    background: var(--raised);
  }
  .zones input {
    flex: 1 1 8rem;
    width: auto;
  }
  .swatch {
    flex: none;
    width: 0.8rem;
    height: 0.8rem;
    border-radius: 3px;
    background: var(--colour);
    box-shadow: 0 0 0 1px var(--edge);
  }
  .end {
    justify-content: end;
  }
  .kind {
    min-width: 4.5rem;
  }
`;
