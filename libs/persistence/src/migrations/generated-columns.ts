import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Lets TypeORM compare tables that have generated columns. It would keep their expressions in a table of its own, which only its own
 * migrations fill; ours are written by hand, so that table is not made, and TypeORM is told what the entity says. Whether that is what
 * the schema says is left to a comparison by PostgreSQL, which words expressions its own way.
 */
export function answerForGeneratedColumns(dataSource: DataSource): DataSource {
  const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode) as QueryRunner & ExpressionLookUp;
    runner.selectTypeormMetadataSql = ({ table, name }) => ({
      query: `SELECT $1::text AS value`,
      parameters: [expressionOf(dataSource, table, name)],
    });
    return runner;
  };
  const { driver } = dataSource;
  const createSchemaBuilder = driver.createSchemaBuilder.bind(driver);
  driver.createSchemaBuilder = () =>
    Object.assign(createSchemaBuilder(), { createMetadataTableIfNecessary: () => Promise.resolve() });
  return dataSource;
}

/** What TypeORM asks when it has found a generated column. */
interface ExpressionLookUp {
  selectTypeormMetadataSql(of: { table?: string; name?: string }): { query: string; parameters: unknown[] };
}

const expressionOf = (dataSource: DataSource, table?: string, column?: string): string =>
  dataSource.entityMetadatas
    .find(({ tableName }) => tableName === table)
    ?.columns.find(({ databaseName }) => databaseName === column)?.asExpression ?? '';
