/** How each player looks: clothes, hair, and which faces of the sample picture are theirs. */
import type { DemoPersonId } from './script.ts';

/** A face in the sample picture: column and row of its tile, centre and width of the face as a detector boxes it, in px. */
export type FaceSpot = { column: number; row: number; x: number; y: number; widthPx: number };

export type Outfit = 'suit' | 'shirt' | 'blouse' | 'sweater' | 'polo' | 'vest';
export type Look = {
  outfit: Outfit;
  top: string;
  /** Shirt under a suit, stripes of a vest, collar of a polo. */
  accent: string;
  trousers: string;
  skin: string;
  hair: string;
  longHair: boolean;
  badge: boolean;
  /** Shown in turn, one per walk. */
  faces: FaceSpot[];
  /** For enrolment; each is another picture of the person, or the shown one when there is no other. */
  enrolFaces: FaceSpot[];
};

const face = (column: number, row: number, x: number, y: number, widthPx: number): FaceSpot => ({
  column,
  row,
  x,
  y,
  widthPx,
});

const ayuFace = face(4, 5, 480, 903, 72);
const claraFace = face(17, 5, 1867, 901, 71);
const dimasFace = face(9, 5, 1013, 901, 68);
const emmaFace = face(2, 3, 267, 677, 62);
const faridFace = face(5, 5, 589, 902, 66);

/**
 * Measured with our own detector and recognition network: any two of the eight are at least 0.75 apart; Budi's five
 * pictures lie within 0.35 of each other.
 */
export const looks: Record<DemoPersonId, Look> = {
  ayu: {
    outfit: 'blouse',
    top: '#7d3f4d',
    accent: '#e9dfd6',
    trousers: '#2e2f36',
    skin: '#b98d6c',
    hair: '#1d1714',
    longHair: true,
    badge: true,
    faces: [ayuFace],
    enrolFaces: [ayuFace],
  },
  budi: {
    outfit: 'shirt',
    top: '#8fa5ba',
    accent: '#a9bccd',
    trousers: '#33383f',
    skin: '#c39476',
    hair: '#2a211c',
    longHair: false,
    badge: true,
    faces: [face(0, 0, 53, 341, 69), face(4, 0, 482, 339, 62)],
    enrolFaces: [face(3, 0, 376, 338, 69), face(5, 0, 584, 342, 65), face(8, 0, 907, 343, 71)],
  },
  clara: {
    outfit: 'sweater',
    top: '#3f6660',
    accent: '#e4e2da',
    trousers: '#474a55',
    skin: '#d3a288',
    hair: '#a98a5d',
    longHair: true,
    badge: true,
    faces: [claraFace],
    enrolFaces: [claraFace],
  },
  dimas: {
    outfit: 'polo',
    top: '#465a7d',
    accent: '#36486a',
    trousers: '#6b6352',
    skin: '#c08f6e',
    hair: '#2b1f18',
    longHair: false,
    badge: true,
    faces: [dimasFace],
    enrolFaces: [dimasFace],
  },
  emma: {
    outfit: 'suit',
    top: '#4d4754',
    accent: '#d9d5d0',
    trousers: '#37333d',
    skin: '#d2ad98',
    hair: '#1c1715',
    longHair: true,
    badge: true,
    faces: [emmaFace],
    enrolFaces: [emmaFace],
  },
  farid: {
    outfit: 'suit',
    top: '#3a4250',
    accent: '#dcdcd8',
    trousers: '#333a46',
    skin: '#c99a80',
    hair: '#c3937a',
    longHair: false,
    badge: true,
    faces: [faridFace],
    enrolFaces: [faridFace],
  },
  courier: {
    outfit: 'vest',
    top: '#b5b53c',
    accent: '#d9dcd8',
    trousers: '#3d4247',
    skin: '#cf9c75',
    hair: '#8a6a45',
    longHair: false,
    badge: false,
    faces: [face(15, 3, 1651, 676, 69)],
    enrolFaces: [],
  },
  guest: {
    outfit: 'sweater',
    top: '#8a7a63',
    accent: '#d8d2c6',
    trousers: '#4a5468',
    skin: '#c49a80',
    hair: '#191515',
    longHair: true,
    badge: false,
    faces: [face(5, 4, 590, 789, 73)],
    enrolFaces: [],
  },
};
