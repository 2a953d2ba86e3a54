"""What a case leaves on paper: the mails it caused and the record of its decision."""
