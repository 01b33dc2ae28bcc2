/**
 * One voice a person and case.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runbook_feedback', table => {
    table.comment('Whether a case helped a person; the last voice counts');
    table.string('person', 255).notNullable().comment('Ref of the user');
    table.string('case_id', 20).notNullable();
    table.boolean('helpful').notNullable();
    table.string('language', 2).notNullable().comment('Of the page they read');
    table.timestamp('updated_at').notNullable();
    table.primary(['person', 'case_id']);
    table.index('case_id', 'runbook_feedback_case_id_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('runbook_feedback');
};
