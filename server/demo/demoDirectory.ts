import type { FirstDirectory } from '../directory/placeFirst.ts';

/** The demo office has two floors and two teams under one manager. */
export const demoDirectory: FirstDirectory = {
  areas: [
    { name: 'Demo site', within: null },
    { name: 'Ground floor', within: 'Demo site' },
    { name: 'Upper floor', within: 'Demo site' },
    { name: 'Lobby', within: 'Ground floor' },
    { name: 'Canteen', within: 'Ground floor' },
    { name: 'Corridor', within: 'Upper floor' },
    { name: 'Office', within: 'Upper floor' },
  ],
  teams: [
    { name: 'Front of house', lead: 'Farid Rahman' },
    { name: 'Design', lead: 'Emma Novak' },
  ],
  people: [
    employee('E-001', 'Clara Weiss', 'Site manager', null, null, 'Office'),
    employee('E-002', 'Farid Rahman', 'Facility lead', 'Front of house', 'Clara Weiss', 'Ground floor'),
    employee('E-003', 'Emma Novak', 'Design lead', 'Design', 'Clara Weiss', 'Upper floor'),
    employee('E-004', 'Ayu Lestari', 'Receptionist', 'Front of house', null, 'Lobby'),
    employee('E-005', 'Dimas Pratama', 'Technician', 'Front of house', null, 'Ground floor'),
    employee('E-006', 'Budi Santoso', 'Designer', 'Design', null, 'Office'),
  ],
};

function employee(
  code: string,
  name: string,
  job: string,
  team: string | null,
  supervisor: string | null,
  worksIn: string,
): FirstDirectory['people'][number] {
  return { code, name, job, team, supervisor, worksIn };
}
