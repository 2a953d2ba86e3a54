-- Which guard stands before which table. Names sort behind the append-only triggers of the steps.

CREATE TRIGGER guard_cases BEFORE UPDATE ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.before_case_update();
CREATE TRIGGER guard_cases_after AFTER UPDATE ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.after_case_update();
CREATE CONSTRAINT TRIGGER guard_cases_whole AFTER UPDATE ON public.cases
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.case_is_whole();

CREATE TRIGGER guard_case_hands BEFORE INSERT ON public.case_hands
FOR EACH ROW EXECUTE FUNCTION guard.before_hand();
CREATE TRIGGER guard_reviews BEFORE INSERT OR UPDATE ON public.reviews
FOR EACH ROW EXECUTE FUNCTION guard.before_review();
CREATE TRIGGER guard_calls BEFORE INSERT OR UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.before_call();
CREATE TRIGGER guard_calls_after AFTER UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.after_call();
CREATE TRIGGER guard_decisions BEFORE INSERT OR UPDATE ON public.decisions
FOR EACH ROW EXECUTE FUNCTION guard.before_decision();
CREATE TRIGGER guard_person_contacts BEFORE INSERT OR UPDATE ON public.person_contacts
FOR EACH ROW EXECUTE FUNCTION guard.before_contact();
CREATE TRIGGER guard_contact_keys BEFORE INSERT OR UPDATE OR DELETE ON public.contact_keys
FOR EACH ROW EXECUTE FUNCTION guard.before_contact_key();
CREATE TRIGGER guard_people BEFORE UPDATE ON public.people
FOR EACH ROW EXECUTE FUNCTION guard.before_person_update();
CREATE TRIGGER guard_outbox BEFORE INSERT OR UPDATE ON public.outbox
FOR EACH ROW EXECUTE FUNCTION guard.before_message();
CREATE TRIGGER guard_risk_marks BEFORE INSERT OR UPDATE OR DELETE ON public.risk_marks
FOR EACH ROW EXECUTE FUNCTION guard.before_mark();
CREATE TRIGGER guard_term_pauses BEFORE INSERT OR UPDATE ON public.term_pauses
FOR EACH ROW EXECUTE FUNCTION guard.before_pause();
CREATE TRIGGER guard_review_drafts BEFORE INSERT OR UPDATE OR DELETE ON public.review_drafts
FOR EACH ROW EXECUTE FUNCTION guard.before_draft();
CREATE TRIGGER guard_counters BEFORE INSERT OR UPDATE ON public.counters
FOR EACH ROW EXECUTE FUNCTION guard.before_counter();
CREATE TRIGGER guard_documents BEFORE INSERT ON public.documents
FOR EACH ROW EXECUTE FUNCTION guard.before_document();
CREATE TRIGGER guard_settings BEFORE INSERT OR UPDATE ON public.settings
FOR EACH ROW EXECUTE FUNCTION guard.before_office_change();
CREATE TRIGGER guard_agencies BEFORE INSERT OR UPDATE ON public.agencies
FOR EACH ROW EXECUTE FUNCTION guard.before_office_change();

CREATE TRIGGER note_reviews AFTER INSERT OR UPDATE ON public.reviews
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_calls AFTER INSERT OR UPDATE ON public.calls
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_decisions AFTER INSERT OR UPDATE ON public.decisions
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_risk_marks AFTER INSERT OR DELETE ON public.risk_marks
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_outbox AFTER INSERT ON public.outbox
FOR EACH ROW WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION guard.note_change('case', 'case_id');
CREATE TRIGGER note_person_contacts AFTER INSERT OR UPDATE ON public.person_contacts
FOR EACH ROW EXECUTE FUNCTION guard.note_change('person', 'person_id');
CREATE TRIGGER note_people AFTER UPDATE ON public.people
FOR EACH ROW EXECUTE FUNCTION guard.note_change('person', 'id');
CREATE TRIGGER note_documents AFTER INSERT ON public.documents
FOR EACH ROW EXECUTE FUNCTION guard.note_change('case', 'case_id');
