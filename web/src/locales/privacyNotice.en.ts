/** A first draft; every company edits it to what its law asks for. */
export const privacyNoticeEnglish = `Cameras at work: what we do and why

Our company uses its cameras to know who is at work and in which area, so that people can be found, safety can be kept and absences noticed.

What is kept: numbers computed from your face (no photos), when and in which area you were seen, and the name of the camera. Pictures are shown live and are not recorded. People who are not enrolled are not stored. Emotions, age and gender are never judged.

Who sees it: your supervisors, human resources and administrators, each only as far as their work needs it. Every look at a person's whereabouts is logged.

How long: your numbers until you leave or withdraw your agreement; where you were, as long as our rules for working time ask for.

Your rights: you may ask what is kept about you, have it corrected, and withdraw your agreement at any time without disadvantage. Your numbers are then deleted, and you can use a badge instead.

Questions go to human resources.`;
