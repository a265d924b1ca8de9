from tests.databases import Database


def test_both_databases_make_the_templates_tables(database: Database):
    dynamodb = database.client()
    for logical_id, index in {"ProgramsTable": "nearby", "CallbacksTable": "by_status_and_age"}.items():
        table = dynamodb.describe_table(TableName=database.table(logical_id))["Table"]
        assert [entry["IndexName"] for entry in table["GlobalSecondaryIndexes"]] == [index]
    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
