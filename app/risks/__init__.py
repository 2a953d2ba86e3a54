"""What is known of a contact change, for the risk marks of every stage that shows them."""

from app.risks.change_facts import ChangeFacts

__all__ = ["ChangeFacts"]
