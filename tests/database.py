"""What a test may demand of the database."""

import re


def refuse_to_write(execute, sql, params, many, context):
    """Fail when something is written; for `connection.execute_wrapper`, around what must only look."""
    assert not re.match("INSERT|UPDATE|DELETE", sql.strip()), f"Looking at a page wrote: {sql}"
    return execute(sql, params, many, context)
