import type { AreaDetails, AreaView, Dissolved } from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export type AreaFields = Omit<AreaView, 'areaId'>;

export const areasApi = {
  areas: () => list<AreaDetails>('areas'),
  addArea: (fields: AreaFields) => call<AreaDetails>('POST', 'areas', fields),
  changeArea: (areaId: string, fields: Partial<AreaFields>) =>
    call<AreaDetails>('PATCH', `areas/${part(areaId)}`, fields),
  removeArea: (areaId: string) => call<Dissolved>('DELETE', `areas/${part(areaId)}`),
  setPeople: (areaId: string, personIds: string[]) =>
    call<unknown>('PUT', `areas/${part(areaId)}/people`, { personIds }),
  moveCamera: (areaId: string, cameraId: string) =>
    call<unknown>('PUT', `areas/${part(areaId)}/cameras`, { cameraId }),
};
